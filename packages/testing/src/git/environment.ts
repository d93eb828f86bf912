import { InputError } from '@backstage/errors';

/** A point in time: an ISO string with its offset, a Date or epoch ms. */
export type DateTimeInput = string | number | Date;

/** Times and people of one git command. */
export interface GitEnvironmentOptions {
  at?: DateTimeInput;
  authoredAt?: DateTimeInput;
  author?: { name: string; email: string };
}

const SAM = { name: 'Sam Builder', email: 'sam@example.com' };

/** Everything that git would otherwise take from the machine or the user. */
export function gitEnvironment(
  options: GitEnvironmentOptions = {},
): Record<string, string> {
  const { at, authoredAt, author = SAM } = options;
  return {
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    ...(at === undefined ? {} : { GIT_COMMITTER_DATE: gitDate(at) }),
    ...(authoredAt === undefined
      ? {}
      : { GIT_AUTHOR_DATE: gitDate(authoredAt) }),
  };
}

function gitDate(input: DateTimeInput): string {
  const milliseconds = new Date(input).getTime();
  if (Number.isNaN(milliseconds)) {
    throw new InputError(
      `"${input}" is not a time; write it as 2024-01-31T09:00:00Z`,
    );
  }
  return `@${Math.floor(milliseconds / 1000)} +0000`;
}
