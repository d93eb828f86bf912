import type { Environment } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import { CelError } from '../Cel';

const form =
  /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/;
/** Years of 365 and months of 30 days, as Luxon reckons them. */
const seconds = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60, 1];

/** `isoDuration("P3D")`: what requests and settings write, as a duration. */
export function registerIsoDuration(environment: Environment): void {
  environment.registerFunction(
    'isoDuration(string): google.protobuf.Duration',
    parseIsoDuration,
    { async: false },
  );
}

function parseIsoDuration(text: string): Duration {
  const match = form.exec(text.slice(0, 80));
  const parts = match?.slice(1) ?? [];
  if (parts.every(part => part === undefined)) {
    throw new CelError(
      'evaluation',
      `${JSON.stringify(
        text.slice(0, 60),
      )} is not an ISO 8601 duration such as P3D or PT8H.`,
    );
  }
  const total = parts.reduce(
    (sum, part, index) => sum + Number(part ?? '0') * seconds[index],
    0,
  );
  return new Duration(total);
}
