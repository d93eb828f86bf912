import { z } from 'zod';

/** Options of `runPortal`, as JSON on its command line: no secret is here. */
export const portalOptionsSchema = z.strictObject({
  /** The repository: the backend's working directory. */
  root: z.string(),
  /** The folder of the built backend package. */
  backend: z.string(),
  dataDirectory: z.string(),
  /** The address to listen on. */
  host: z.string(),
  port: z.number().int().min(1).max(65535),
  /** Configuration files, later ones over earlier ones. */
  config: z.array(z.string()).min(1),
  /** Whether to load the sample company's history. */
  sample: z.boolean(),
});

export type PortalOptions = z.infer<typeof portalOptionsSchema>;

/** Options of `runDevelopment`. */
export const developmentOptionsSchema = z.strictObject({
  dataDirectory: z.string(),
  /** Where the development server of the front end will be. */
  frontendUrl: z.string(),
  /** Where the backend will listen. */
  backendPort: z.number().int().min(1).max(65535),
  sample: z.boolean(),
});

export type DevelopmentOptions = z.infer<typeof developmentOptionsSchema>;
