/**
 * The `slipway` command, for its executable and for programs that run it.
 *
 * @packageDocumentation
 */
export type { CliContext, CliStream } from './context';
export { runCli } from './runCli';
export { runProcess } from './runProcess';
