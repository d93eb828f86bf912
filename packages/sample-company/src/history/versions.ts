import { Profile } from '../company/profile';
import { RandomStream } from '../company/random';

/** Names versions one after the other, none of them twice. */
export type VersionNames = (options: { at: number; hotfix: boolean }) => string;

function buildNumbers(start: number): VersionNames {
  let build = start;
  return () => {
    build += 1;
    return `v${build}`;
  };
}

function semanticVersions(stream: RandomStream, start: number): VersionNames {
  let [major, minor, patch] = [1, start % 10, 0];
  return ({ hotfix }) => {
    if (hotfix) {
      patch += 1;
    } else if (stream.chance(0.03)) {
      [major, minor, patch] = [major + 1, 0, 0];
    } else {
      [minor, patch] = [minor + 1, 0];
    }
    return `${major}.${minor}.${patch}`;
  };
}

function dateVersions(): VersionNames {
  let [day, count] = ['', 0];
  return ({ at }) => {
    const today = new Date(at).toISOString().slice(0, 10).replace(/-/g, '.');
    [day, count] = [today, today === day ? count + 1 : 1];
    return `${day}-${count}`;
  };
}

/** Build numbers (v481), semantic versions (2.4.1) or dates with a count (2026.03.09-2). */
export function versionNames(
  versions: Profile['versions'],
  stream: RandomStream,
): VersionNames {
  const start = stream.integer(40, 400);
  switch (versions) {
    case 'semver':
      return semanticVersions(stream, start);
    case 'date':
      return dateVersions();
    default:
      return buildNumbers(start);
  }
}
