// Turns docs/dora-metrics.md into the module that the definitions page draws.
// The bundler can only import Markdown as a file to be fetched and parsed in
// the browser; this way the page needs neither the request nor a parser, and a
// heading that the pages link to cannot vanish unnoticed.
//
//   node scripts/generateDefinitions.mjs           writes src/definitions/content.ts
//   node scripts/generateDefinitions.mjs --check   exits 1 when it is out of date

import { readFile, writeFile } from 'node:fs/promises';
import { marked } from 'marked';
import prettier from 'prettier';

const source = new URL('../../../docs/dora-metrics.md', import.meta.url);
const target = new URL('../src/definitions/content.ts', import.meta.url);

/** As the forges make anchors of headings. */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}

function inline(tokens) {
  return tokens.map(token => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return unescape(token.text);
      case 'strong':
        return { strong: inline(token.tokens) };
      case 'codespan':
        return { code: unescape(token.text) };
      case 'link':
        return { href: token.href, text: inline(token.tokens) };
      default:
        throw new Error(`"${token.raw}": ${token.type} is not supported here`);
    }
  });
}

function unescape(text) {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function block(token) {
  switch (token.type) {
    case 'heading':
      return {
        heading: token.text,
        level: token.depth,
        anchor: anchorOf(token.text),
      };
    case 'paragraph':
      return { paragraph: inline(token.tokens) };
    case 'list':
      return {
        list: token.items.map(item =>
          item.tokens.flatMap(inner => inline(inner.tokens)),
        ),
      };
    case 'table':
      return {
        header: token.header.map(cell => inline(cell.tokens)),
        rows: token.rows.map(row => row.map(cell => inline(cell.tokens))),
      };
    default:
      throw new Error(`"${token.raw}": ${token.type} is not supported here`);
  }
}

async function generate() {
  const blocks = marked
    .lexer(await readFile(source, 'utf8'))
    .filter(token => token.type !== 'space')
    .map(block);
  const code = `// Made of docs/dora-metrics.md by scripts/generateDefinitions.mjs; edit that file.
import { Block } from './types';

export const content: readonly Block[] = ${JSON.stringify(blocks)};
`;
  const options = await prettier.resolveConfig(target.pathname);
  return prettier.format(code, { ...options, parser: 'typescript' });
}

const code = await generate();
if (process.argv.includes('--check')) {
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current !== code) {
    process.stderr.write(
      'src/definitions/content.ts is out of date; run: node scripts/generateDefinitions.mjs\n',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(target, code);
}
