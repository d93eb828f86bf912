import { RequestFacts } from '@slipway/plugin-self-service-node';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { stepContext } from '../../__testUtils__/gitTarget';
import { textOf } from '../../__testUtils__/pullRequest';
import { requestFacts, verdict } from '../../__testUtils__/requestFacts';
import { commitMessage } from '../commitMessage';

describe('what people wrote', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true });
  /** What is left of it where everything that is code is taken out. */
  const frame = (text: string) =>
    markdown.parse(text, {}).flatMap(token => {
      const inner = (token.children ?? []).map(child => [
        child.type,
        child.type === 'code_inline' ? '' : child.content,
      ]);
      return [[token.type, token.tag, token.info], ...inner];
    });
  const withTexts = (text: string): string => {
    const facts: RequestFacts = requestFacts({
      onBehalfOf: text,
      planHash: text,
      changes: [
        {
          key: text,
          type: text,
          title: text,
          wave: 0,
          operation: 'create',
          fields: [],
          before: null,
          after: `${text.replaceAll('\n', ' ')}\n`,
        },
        {
          key: text,
          type: text,
          title: text,
          wave: 0,
          operation: 'update',
          fields: [{ path: text, before: text, after: text }],
          before: text,
          after: text,
        },
      ],
      verdicts: [
        verdict({
          policy: text,
          title: text,
          result: 'waived',
          message: text,
          waiver: { until: text, owner: text, reason: text },
        }),
      ],
      cost: { currency: 'EUR', amount: null, lines: [], unknown: [text] },
      approval: { by: text, as: text, reason: text, at: new Date(0) },
    });
    const plan = stepContext().plan;
    return textOf(
      { action: text, reason: text, requestedBy: text, facts },
      plan && { ...plan, templateVersion: text, notes: [text, text] },
    );
  };
  const piece = fc.oneof(
    fc.constantFrom(
      ...['@checkout', '#12', '`', '``', '```', '````', '~~~', '|', '\\|'],
      ...['\n```\n', '\n````\n@a\n'],
      ...['\n', '\r', '\r\n', '\n\n', '\u2028', '\u202e', '\u0000', '\ud83d'],
      ...['### Approval', '**', '<!--', '-->', '<h1>', '</details>', '&lt;'],
      ...['[x](http://x.example)', 'https://x.example', '- ', '> ', '    '],
      ...[
        '```diff',
        '| a | b |',
        '| --- |',
        '\\',
        '![](x)',
        '---',
        '===',
        '🚀',
      ],
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  // Something to see, so that no row is left out for being empty.
  const text = fc
    .array(piece, { maxLength: 12 })
    .map(all => `x${all.join('')}`);

  it('is code wherever it is: it forms no part, calls nobody, refers to nothing', () => {
    const plain = frame(withTexts('x'));
    expect(JSON.stringify(plain)).toContain('Approved by ');
    fc.assert(
      fc.property(text, hostile => {
        expect(frame(withTexts(hostile))).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  it('is shown with what cannot be seen written out, and wrapped', () => {
    const said = withTexts(`Pay\u202e now\n${'long words '.repeat(30)}`);
    expect(said).toContain('Pay\\u{202e} now\n');
    const lines = said.split('\n').filter(line => line.startsWith('long'));
    expect(lines).toHaveLength(8);
  });

  it('is cut to what a forge takes, and the portal has the rest', () => {
    for (const unit of ['`', 'word ', '@a|', '.\u202e', '🚀', '.\n', '`\n']) {
      const much = `x${unit.repeat(4000 / unit.length)}`;
      const facts = requestFacts({
        verdicts: Array.from({ length: 60 }, () =>
          verdict({ result: 'fail', title: much, message: much }),
        ),
        changes: Array.from({ length: 400 }, (_, index) => ({
          key: `${index}`,
          type: 'RoleBinding',
          title: much,
          wave: 0,
          operation: 'create' as const,
          fields: [],
          before: null,
          after: much,
        })),
        approval: { by: much, as: much, reason: much, at: new Date(0) },
      });
      const body = textOf({ action: much, reason: much, facts });
      expect(body.length).toBeLessThan(65_536);
      const shown = frame(body);
      expect(shown).toContainEqual([
        'text',
        expect.stringMatching(/^\d+ more are in the portal\.$/),
      ]);
      expect(shown).toContainEqual([
        'text',
        expect.stringMatching(/^\d+ more lines are in the portal\.$/),
      ]);
    }
  });

  it('calls nobody from a commit either', () => {
    const { request } = stepContext();
    const message = commitMessage(
      stepContext({
        request: request && {
          ...request,
          reason: 'Fixes #12, says @checkout. Mail to ana @ 10.',
        },
      }),
    );
    expect(message).toContain(
      'Fixes #\u206012, says @\u2060checkout. Mail to ana @ 10.',
    );
  });
});
