import { parseAllDocuments } from 'yaml';
import { KeyPath } from './keyPath';
import { Captures } from './textPattern';

/** What the ingest takes as a version. */
const versionLimit = 500;

export type FileVersion = Captures & { version: string };

export type VersionsInFile =
  | { readable: true; versions: FileVersion[] }
  | { readable: false; reason: string };

/**
 * The versions a YAML or JSON file holds at `key`. Values keep their source
 * text, so `1.10` stays "1.10" and `0123` "0123"; an empty value, `null` and `~`
 * are no version. A file of several documents is read document by document.
 */
export function readVersions(options: {
  text: string;
  key: KeyPath;
  known: Captures;
}): VersionsInFile {
  // The failsafe schema knows strings only: no number is ever rounded.
  const documents = parseAllDocuments(options.text, {
    schema: 'failsafe',
    merge: true,
    logLevel: 'silent',
  });
  const versions: FileVersion[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      return unreadable(error);
    }
    let content: unknown;
    try {
      content = document.toJS({ maxAliasCount: 100 });
    } catch (problem) {
      return unreadable(problem);
    }
    for (const match of options.key.find(content, options.known)) {
      const problem = problemOf(match.value);
      if (problem) {
        return { readable: false, reason: problem };
      }
      const version = String(match.value ?? '').trim();
      if (version !== '' && version !== 'null' && version !== '~') {
        versions.push({ ...match.captures, version });
      }
    }
  }
  return { readable: true, versions };
}

function problemOf(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) {
    return 'the key holds a list or a map, not a version';
  }
  const text = String(value ?? '').trim();
  if (text.length > versionLimit) {
    return `the version is longer than ${versionLimit} characters`;
  }
  return /\p{Cc}/u.test(text)
    ? 'the version holds a line break or another control character'
    : undefined;
}

function unreadable(error: unknown): VersionsInFile {
  const said = error instanceof Error ? error.message : String(error);
  return {
    readable: false,
    reason: `it is not valid YAML or JSON: ${said
      .split('\n')[0]
      .slice(0, 200)}`,
  };
}
