import { TargetView } from '@slipway/plugin-self-service-common';
import { Engine } from '../../ports';
import { countByTarget } from '../../store/read/countByTarget';
import { TargetHealth } from './TargetHealth';

/** Every target with its health and how much stands there. */
export async function listTargets(
  engine: Pick<Engine, 'knex' | 'kinds'>,
  health: TargetHealth,
): Promise<TargetView[]> {
  const counts = await countByTarget(engine.knex);
  return Promise.all(
    engine.kinds
      .targets()
      .map(target => health.view(target, counts.get(target.name) ?? 0)),
  );
}
