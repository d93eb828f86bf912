import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';

/** Long enough not to ask at every letter, short enough not to be felt. */
const settleAfter = 300;

/** A search that takes effect when the typing pauses. */
export function SearchInput(props: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
}) {
  const { label, value, onChange, className } = props;
  const [text, setText] = useState(value);
  // The address may change by itself, by the back button for one.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), settleAfter);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <SearchField
      label={label}
      value={text}
      onChange={setText}
      className={className}
    />
  );
}
