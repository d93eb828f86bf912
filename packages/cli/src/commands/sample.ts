import { Command } from 'commander';
import { clearSample, loadSample } from '@slipway/sample-company';
import { CliContext } from '../context';
import { ProgressLine } from '../output/progressLine';
import { findConnection } from '../portal/connection';
import { portalCommand, PortalOptions } from './questionOptions';

/** `slipway sample load` and `slipway sample clear`. */
export function sampleCommand(context: CliContext): Command {
  const load = portalCommand('load')
    .description('add a year of invented deliveries, marked as sample')
    .action(async (options: PortalOptions) => {
      const connection = await findConnection(context, options);
      const line = new ProgressLine(context);
      const { deployments, commits } = await loadSample({
        ...connection,
        // Asked for by name: also when somebody removed it before.
        force: true,
        signal: context.signal,
        onProgress: ({ done, total }) =>
          line.show(`loading the sample data, ${done} of ${total} records`),
      }).finally(() => line.clear());
      context.stdout.write(
        `Added ${deployments} deployments and ${commits} commits as sample data.\n`,
      );
    });
  const clear = portalCommand('clear')
    .description('remove everything that is marked as sample')
    .action(async (options: PortalOptions) => {
      await clearSample(await findConnection(context, options));
      context.stdout.write(
        'Removed the sample data. Bring it back with slipway sample load.\n',
      );
    });
  return new Command('sample')
    .description('the sample company’s deliveries')
    .addCommand(load)
    .addCommand(clear);
}
