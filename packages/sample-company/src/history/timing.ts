import { CompanyCalendar, workingDaySeconds } from '../company/calendar';
import { Profile } from '../company/profile';
import { RandomStream } from '../company/random';

const hour = 3600;
const friday = 5;

/**
 * When something goes out that is ready: soon, but neither late in the day nor
 * on a Friday afternoon. In seconds of opening hours, as the calendar counts.
 */
export function soonestRelease(options: {
  calendar: CompanyCalendar;
  stream: RandomStream;
  /** Milliseconds since 1970. */
  readyAt: number;
}): number {
  const { calendar, stream, readyAt } = options;
  const wait = stream.between(20, 55) * 60;
  const seconds = calendar.workingSecondsAt(readyAt) + wait;
  const index = Math.floor(seconds / workingDaySeconds);
  const latest = calendar.days[index].weekday === friday ? 6 : 7.75;
  return seconds - index * workingDaySeconds > latest * hour
    ? (index + 1) * workingDaySeconds + stream.between(0.4, 1.5) * hour
    : seconds;
}

/**
 * When a failed deployment is remedied: by whoever is on call, at any hour but
 * on a holiday, or else in opening hours. Milliseconds since 1970.
 */
export function remedyTime(options: {
  calendar: CompanyCalendar;
  stream: RandomStream;
  profile: Profile;
  failedAt: number;
}): number {
  const { calendar, stream, profile, failedAt } = options;
  const minutes = Math.max(4, stream.logNormal(profile.recoveryMinutes, 0.8));
  const seconds = Math.floor(minutes * 60);
  const rushed = failedAt + seconds * 1000;
  return profile.onCall && !calendar.isHoliday(rushed)
    ? rushed
    : calendar.instantAt(calendar.workingSecondsAt(failedAt) + seconds);
}
