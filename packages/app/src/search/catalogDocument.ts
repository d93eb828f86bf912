import type { Result, SearchDocument } from '@backstage/plugin-search-common';
import { z } from 'zod';

/** A catalog entry as the search index keeps it. */
export type CatalogDocument = {
  title: string;
  /** What a person reads below the title; may be empty. */
  text: string;
  /** Address within the portal. */
  location: string;
  kind?: string;
  type?: string;
  owner?: string;
  lifecycle?: string;
  /** Title and text cut where the term matches; marks are the matching parts. */
  marked: { title: MarkedText; text: MarkedText };
};

/** Text in pieces, in order; `mark` pieces matched the term. */
export type MarkedText = { text: string; mark: boolean }[];

const optionalText = z
  .string()
  .transform(text => text || undefined)
  .optional()
  .catch(undefined);

const catalogFields = z.object({
  kind: optionalText,
  type: optionalText,
  owner: optionalText,
  lifecycle: optionalText,
});

/** Splits a highlighted excerpt at the tags that the search engine put in. */
export function markedText(
  excerpt: string,
  preTag: string,
  postTag: string,
): MarkedText {
  const pieces = excerpt.split(preTag).flatMap((piece, index): MarkedText => {
    if (index === 0) {
      return [{ text: piece, mark: false }];
    }
    const [marked, ...rest] = piece.split(postTag);
    return [
      { text: marked, mark: true },
      { text: rest.join(''), mark: false },
    ];
  });
  return pieces.filter(piece => piece.text !== '');
}

/** Reads a result; a field that the index lacks is undefined. */
export function toCatalogDocument(
  result: Result<SearchDocument>,
): CatalogDocument {
  const { document, highlight } = result;
  const mark = (field: 'title' | 'text') =>
    highlight?.fields[field]
      ? markedText(highlight.fields[field], highlight.preTag, highlight.postTag)
      : [{ text: document[field], mark: false }];
  return {
    title: document.title,
    text: document.text,
    location: document.location,
    ...catalogFields.parse(document),
    marked: { title: mark('title'), text: mark('text') },
  };
}
