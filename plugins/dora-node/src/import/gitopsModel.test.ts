import fc from 'fast-check';
import { testGitRepository } from '@slipway/testing';
import { at, importing, lines } from '../__testUtils__/importing';
import { memorySink } from '../__testUtils__/memorySink';

const run = importing();

const services = ['till', 'oar'] as const;
type Step = {
  service: (typeof services)[number];
  version?: string;
  note: number;
};

const steps = fc.array(
  fc.record({
    service: fc.constantFrom(...services),
    /** Absent: the key is taken out. */
    version: fc.option(fc.constantFrom('1.0', '1.00', 'v2'), {
      nil: undefined,
    }),
    note: fc.nat({ max: 2 }),
  }),
  { maxLength: 14 },
);

/** What the definition says, without git: a value that differs from the last. */
function expectedOf(all: Step[]): string[] {
  const inPlace = new Map<string, string | undefined>();
  return all.flatMap(({ service, version }) => {
    const before = inPlace.get(service);
    inPlace.set(service, version);
    return version === undefined || version === before
      ? []
      : [`${service}@production ${version}`];
  });
}

describe('a GitOps history', () => {
  it('comes to what the definition says, read at once or piece by piece', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat({ max: 14 }), async (all, cut) => {
        const repository = await testGitRepository();
        const source = {
          gitops: [
            {
              repository: repository.path,
              path: '{environment}/{service}',
              key: 'tag',
            },
          ],
        };
        const piecemeal = memorySink();
        await repository.commit({ at: at(1) });
        for (const [index, { service, version, note }] of all.entries()) {
          const value = version === undefined ? '' : `tag: ${version}\n`;
          await repository.commit({
            // Three commits of each second.
            at: at(2, Math.floor(index / 3)),
            files: { [`production/${service}`]: `${value}note: ${note}\n` },
          });
          if (index === cut) {
            await run(source, piecemeal);
          }
        }
        await run(source, piecemeal);
        const whole = await run(source);

        expect(lines(whole.sink)).toEqual(expectedOf(all));
        expect(piecemeal.deployments()).toEqual(whole.sink.deployments());
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
