import { RootLoggerService } from '@backstage/backend-plugin-api';
import { inspect } from 'node:util';

/**
 * Keeps all that is logged at any level, as it was given: nothing has masked a
 * secret yet, as the logger of a running portal would.
 */
export function recordingLogger() {
  const lines: string[] = [];
  const make = (fields: object): RootLoggerService => {
    const at = (level: string) => (message: string, meta?: unknown) => {
      lines.push(
        `${level} ${message} ${inspect({ fields, meta }, { depth: 8 })}`,
      );
    };
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      child: more => make({ ...fields, ...more }),
    };
  };
  return { logger: make({}), lines };
}
