import { Document, isPair, isScalar, Scalar, visit } from 'yaml';

/**
 * Texts that every reader of YAML takes for a text. All else is quoted: YAML
 * 1.1, which Go's and so Kubernetes' tools read, takes `on`, `y` or `1e3` for
 * something else, and a person's label may be any of them.
 */
const plain = /^[A-Za-z]([A-Za-z0-9 ._/-]*[A-Za-z0-9])?$/;
const words = /^(y|n|yes|no|on|off|true|false|null|inf|nan)$/i;

/**
 * The one text of documents: keys sorted by code unit, no line folded, no
 * anchors. Equal values have equal texts, so that writing them again changes
 * no file.
 */
export function canonicalYaml(...values: unknown[]): string {
  return values.map(toText).join('---\n');
}

function toText(value: unknown): string {
  const document = new Document(value, {
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Pair(_, { key }) {
      quoteIfDoubtful(key);
    },
    Scalar(_, node, path) {
      const parent = path.at(-1);
      if (!isPair(parent) || parent.key !== node) {
        quoteIfDoubtful(node);
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

function quoteIfDoubtful(node: unknown) {
  if (!isScalar(node) || typeof node.value !== 'string') {
    return;
  }
  if (!plain.test(node.value) || words.test(node.value)) {
    node.type = Scalar.QUOTE_DOUBLE;
  }
}
