import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const figure = z.number().nullable();

/** Figures that a line may give, in the order in which they are printed. */
export const figureKeys = [
  'deployments',
  'all_deployments',
  'unresolved',
  'changes',
  'negative',
  'lead_p50_s',
  'lead_p75_s',
  'lead_p90_s',
  'rollbacks',
  'failed',
  'cfr',
  'recovery_p50_s',
] as const;
export type FigureKey = (typeof figureKeys)[number];
export type Figures = Partial<Record<FigureKey, number | null>>;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2024-01-01');

const lineSchema = z.strictObject({
  /** The service's name, as in the GitOps repository. */
  app: z.string().min(1),
  /** First day, and first day after; UTC. */
  window: z.tuple([day, day]),
  ...(Object.fromEntries(
    figureKeys.map(key => [key, figure.optional()]),
  ) as Record<FigureKey, z.ZodOptional<typeof figure>>),
});

/** What a service should come to in a window. */
export type Expectation = {
  app: string;
  window: [string, string];
  figures: Figures;
};

/**
 * Reads `expected.jsonl` of a folder. Throws an Error that names the line and
 * what is wrong with it: an unknown figure is never passed over.
 */
export async function readExpected(directory: string): Promise<Expectation[]> {
  const file = join(directory, 'expected.jsonl');
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new Error(`${directory} has no expected.jsonl`, { cause });
  });
  const lines = text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) {
    throw new Error('expected.jsonl has no line; there is nothing to compare');
  }
  return lines.map(({ line, number }) => {
    const parsed = lineSchema.safeParse(parseJson(line, number));
    if (!parsed.success) {
      const problems = parsed.error.issues.map(issue =>
        [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
      );
      throw new Error(
        `expected.jsonl, line ${number}: ${problems.join('; ')}. Known are ${[
          'app',
          'window',
          ...figureKeys,
        ].join(', ')}.`,
      );
    }
    const { app, window, ...figures } = parsed.data;
    return { app, window, figures };
  });
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`expected.jsonl, line ${number}: it is not valid JSON`);
  }
}
