import { ButtonLink } from '@backstage/ui';
import { LinkParameters } from '../shared/useLinks';
import { useRequestLinks } from './useRequestLinks';

/** The way to ask for something for what the page is about. */
export function RequestButtons(props: { inputs: LinkParameters }) {
  return (
    <>
      {useRequestLinks(props.inputs).map(({ kind, words, href }) => (
        <ButtonLink key={kind} href={href} variant="primary" size="small">
          {words}
        </ButtonLink>
      ))}
    </>
  );
}
