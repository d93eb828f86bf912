/** A piece of running text. */
export type Inline =
  | string
  | { strong: readonly Inline[] }
  | { code: string }
  | { href: string; text: readonly Inline[] };

/** A block of the definitions, as Markdown has them. */
export type Block =
  | { heading: string; level: number; anchor: string }
  | { paragraph: readonly Inline[] }
  | { list: readonly (readonly Inline[])[] }
  | {
      header: readonly (readonly Inline[])[];
      rows: readonly (readonly (readonly Inline[])[])[];
    };
