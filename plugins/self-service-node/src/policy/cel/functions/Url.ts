import { CelError } from '../Cel';

const absolute = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?$/i;
const pathOnly = /^(\/[^?#]*)(?:\?([^#]*))?$/;

/** An absolute URL or an absolute path, its parts as they are written. */
export class Url {
  private constructor(
    readonly scheme: string,
    /** With the port, where there is one. */
    readonly host: string,
    readonly path: string,
    private readonly search: string,
    private readonly text: string,
  ) {}

  /** @throws CelError when it is none */
  static parse(text: string): Url {
    const url = Url.tryParse(text);
    if (!url) {
      throw new CelError(
        'evaluation',
        `${JSON.stringify(text.slice(0, 60))} is not an absolute URL.`,
      );
    }
    return url;
  }

  static tryParse(text: string): Url | undefined {
    if (text.length > 4096 || /[\s\p{Cc}]/u.test(text)) {
      return undefined;
    }
    const bare = pathOnly.exec(text);
    if (bare) {
      return new Url('', '', bare[1], bare[2] ?? '', text);
    }
    const match = absolute.exec(text);
    if (!match || !URL.canParse(text)) {
      return undefined;
    }
    const [, scheme, authority, rest, search = ''] = match;
    const host = authority.slice(authority.lastIndexOf('@') + 1);
    return new Url(scheme.toLowerCase(), host, rest, search, text);
  }

  toString(): string {
    return this.text;
  }

  hostname(): string {
    return this.host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  }

  port(): string {
    return /:(\d+)$/.exec(this.host)?.[1] ?? '';
  }

  /** Each parameter with all its values. */
  query(): Map<string, string[]> {
    const query = new Map<string, string[]>();
    for (const [name, value] of new URLSearchParams(this.search)) {
      query.set(name, [...(query.get(name) ?? []), value]);
    }
    return query;
  }
}
