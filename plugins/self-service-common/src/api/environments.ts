/** Of environments, by what is at stake in them. */
export const environmentClasses = [
  'production',
  'staging',
  'development',
  'preview',
] as const;
export type EnvironmentClass = (typeof environmentClasses)[number];

export type EnvironmentView = {
  /** Such as `production` or `dev`; lower-case letters, digits, dashes. */
  name: string;
  class: EnvironmentClass;
  /** The time to live it asks for at creation; null where none is needed. */
  defaultTtl: string | null;
  maximumTtl: string | null;
};
