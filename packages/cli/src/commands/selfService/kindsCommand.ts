import { Command } from 'commander';
import { KindView } from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { writeJson, writeTable } from '../../output/table';
import {
  portalCommand,
  PortalOptions,
  selfServiceOf,
} from '../questionOptions';

/** `slipway kinds`: what can be asked for. */
export function kindsCommand(context: CliContext): Command {
  return portalCommand('kinds')
    .description('what can be asked for')
    .option('--json', 'print the API’s answer')
    .action(async (options: PortalOptions & { json?: boolean }) => {
      const portal = await selfServiceOf(context, options);
      const kinds = await portal.get<KindView[]>('/kinds', []);
      if (options.json) {
        writeJson(context, kinds);
        return;
      }
      writeTable(
        context,
        [
          { title: 'Kind', cell: kind => kind.id },
          { title: 'What it is', cell: kind => kind.description },
          {
            title: 'Actions',
            cell: kind => kind.actions.map(({ id }) => id).join(', '),
          },
        ],
        kinds,
      );
    });
}
