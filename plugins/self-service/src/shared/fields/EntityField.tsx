import { stringifyEntityRef } from '@backstage/catalog-model';
import { Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { entityTitle } from '@slipway/plugin-catalog-module-slipway';
import { useEffect, useState } from 'react';
import { Choice, open } from './choices';

const settleAfter = 250;
const shown = 20;

/** Entities of a kind whose name or title has a text in it. */
function useEntityChoices(kind: string, text: string): Choice[] {
  const catalog = useApi(catalogApiRef);
  const [choices, setChoices] = useState<Choice[]>([]);
  useEffect(() => {
    let dropped = false;
    const find = async () => {
      const { items } = await catalog.queryEntities({
        filter: { kind },
        fullTextFilter: {
          term: text,
          fields: ['metadata.name', 'metadata.title'],
        },
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: shown,
      });
      if (dropped) return;
      setChoices(
        items.map(entity => ({
          id: stringifyEntityRef(entity),
          label: entityTitle(entity),
        })),
      );
    };
    // Without the catalog what was chosen stays; the backend checks it anyway.
    const timer = setTimeout(() => find().catch(() => {}), settleAfter);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [catalog, kind, text]);
  return choices;
}

/** The title of what is chosen, which the search may not find just now. */
function useChosen(entityRef: string): Choice | undefined {
  const { primaryTitle } = useEntityPresentation(
    entityRef || 'component:default/none',
  );
  return entityRef ? { id: entityRef, label: primaryTitle } : undefined;
}

/** A system or a component, looked up in the catalog. */
export function EntityField(props: {
  /** `system` or `component`. */
  kind: string;
  label: string;
  isRequired: boolean;
  isInvalid: boolean;
  describedBy: string;
  /** Full reference; empty for none. */
  value: string;
  onChange: (entityRef: string) => void;
}) {
  const { kind, value, onChange, describedBy, ...rest } = props;
  const [text, setText] = useState('');
  const found = useEntityChoices(kind, text);
  const chosen = useChosen(value);
  const options = [
    { id: open, label: 'None' },
    ...(chosen && !found.some(({ id }) => id === chosen.id) ? [chosen] : []),
    ...found,
  ];
  return (
    <Select
      {...rest}
      aria-describedby={describedBy}
      options={options}
      search={{
        mode: 'server',
        inputValue: text,
        onInputChange: setText,
        placeholder: `Search ${kind}s`,
      }}
      value={value || open}
      onChange={id => onChange(id === open ? '' : String(id))}
    />
  );
}
