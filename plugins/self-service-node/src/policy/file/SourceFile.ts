import {
  Document,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  Scalar,
} from 'yaml';
import { PolicyProblem } from '../Policy';

type Path = ReadonlyArray<PropertyKey>;

/** A YAML file that knows on which line each of its values stands. */
export class SourceFile {
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();

  constructor(readonly file: string, readonly text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      // So that tests can share what they are given.
      merge: true,
    });
  }

  /** Faults of the YAML itself. */
  problems(): PolicyProblem[] {
    return [...this.document.errors, ...this.document.warnings].map(error => ({
      file: this.file,
      line: this.lines.linePos(error.pos[0]).line,
      message: error.message,
    }));
  }

  /** @throws Error when aliases multiply beyond measure */
  value(): unknown {
    return this.document.toJS({ maxAliasCount: 50 });
  }

  problemAt(path: Path, message: string): PolicyProblem {
    return { file: this.file, line: this.lineOf(path), message };
  }

  /** The line of a key of a mapping, e.g. of one that is not known. */
  lineOfKey(path: Path, key: string): number | null {
    const node = path.length === 0 ? this.document.contents : this.nodeAt(path);
    const pair = isMap(node)
      ? node.items.find(({ key: name }) => isScalar(name) && name.value === key)
      : undefined;
    return pair && isScalar(pair.key)
      ? this.lineAt(pair.key)
      : this.lineOf(path);
  }

  /** The line of an expression's line, which may be one of a block. */
  lineWithin(path: Path, line: number): number | null {
    const node = this.nodeAt(path);
    const start = this.lineOf(path);
    const block = isScalar(node) && node.type?.startsWith('BLOCK') === true;
    return start === null ? null : start + line - (block ? 0 : 1);
  }

  /** Of the value, or of what it would stand in. */
  private lineOf(path: Path): number | null {
    for (let length = path.length; length >= 0; length--) {
      const node = this.nodeAt(path.slice(0, length));
      const line = this.lineAt(node);
      if (line !== null) {
        return line;
      }
    }
    return null;
  }

  private nodeAt(path: Path): unknown {
    return path.length === 0
      ? this.document.contents
      : this.document.getIn(path, true);
  }

  private lineAt(node: unknown): number | null {
    const range = hasRange(node) ? node.range : undefined;
    return range ? this.lines.linePos(range[0]).line : null;
  }
}

function hasRange(node: unknown): node is Pick<Scalar, 'range'> {
  return typeof node === 'object' && node !== null && 'range' in node;
}
