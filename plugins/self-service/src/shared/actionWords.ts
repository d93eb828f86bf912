import { KindView } from '@slipway/plugin-self-service-common';

/** `Namespace` within a sentence: `namespace`. Abbreviations stay as they are. */
export function inSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title)
    ? title.charAt(0).toLocaleLowerCase('en') + title.slice(1)
    : title;
}

/** The verb of a kind: `Request namespace`. */
export function requestWords(kind: Pick<KindView, 'title'>): string {
  return `Request ${inSentence(kind.title)}`;
}

/** The start of a hash: enough to compare by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
