import { FieldChange } from '../domain/plan';
import { Instant } from './shared';

export const driftModes = ['enforce', 'report', 'ignore'] as const;
export type DriftMode = (typeof driftModes)[number];

export type DriftView = {
  id: string;
  itemKey: string;
  itemType: string;
  field: FieldChange;
  /** The other field manager, where the target says. */
  manager: string | null;
  mode: DriftMode;
  state: 'open' | 'corrected' | 'gone';
  firstSeenAt: Instant;
  lastSeenAt: Instant;
};
