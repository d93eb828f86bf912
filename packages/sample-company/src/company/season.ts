import { WorkingDay } from './calendar';
import { traitOf } from './random';

/** How a day differs from an ordinary one. */
export type Season = {
  /** Work that lands, as a multiple of an ordinary day's. */
  activity: number;
  /** Chance of a failed deployment, as a multiple of an ordinary day's. */
  trouble: number;
  /** Only remedies go out. */
  frozen: boolean;
};

const weekdayActivity = [0.9, 1.2, 1.15, 1.1, 0.65];

function yearActivity({ month, dayOfMonth }: WorkingDay): number {
  if (month === 8) {
    return 0.55;
  }
  if (month === 7 || (month === 12 && dayOfMonth > 12)) {
    return 0.75;
  }
  return 1;
}

/** From mid December to the new year nothing new goes out. */
function isYearEnd({ month, dayOfMonth }: WorkingDay): boolean {
  return month === 12 && dayOfMonth >= 18;
}

/**
 * Some weeks are bad for one component, one week in thirty for the whole
 * company; now and then a team works elsewhere for three weeks and its
 * component rests.
 */
export function seasonOf(
  { name, tier }: { name: string; tier: number },
  day: WorkingDay,
): Season {
  const { week } = day;
  const companyTrouble = traitOf('company', week) < 0.033 && tier <= 2;
  const ownTrouble = traitOf(name, 'trouble', week) < 0.05;
  const threeWeeks = Math.floor(Date.parse(week) / (21 * 86_400_000));
  const resting = tier > 1 && traitOf(name, 'rest', String(threeWeeks)) < 0.1;
  const weekNoise = 0.6 + 0.8 * traitOf(name, 'week', week);
  return {
    activity: resting
      ? 0
      : weekdayActivity[day.weekday - 1] * yearActivity(day) * weekNoise,
    trouble: (companyTrouble ? 4 : 1) * (ownTrouble ? 6 : 1),
    frozen: isYearEnd(day),
  };
}
