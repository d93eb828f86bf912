import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, work } from './layout.mjs';
import { Problem } from './problem.mjs';

export const START_HELP = `Usage: npm start -- [options]

Brings what is missing, builds what changed, and starts the portal with a
PostgreSQL of its own.

  --port <number>      Port of the portal (default 7007)
  --host <address>     Address to listen on (default 127.0.0.1: this machine
                       only; sign-in has no password, so mind who can reach it)
  --no-sample          Do not load the sample company's delivery history
  --data-dir <folder>  Where data, keys and logs are kept (default .slipway)
  --reset              Remove the data first; asks before it does
  --yes                Answer yes to that question
  --help               Show this text
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'no-sample': { type: 'boolean' },
  'data-dir': { type: 'string' },
  reset: { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * The options of `npm start`.
 *
 * @returns `{ help, port, host, sample, dataDirectory, reset, yes }`
 * @throws Problem that names the option and what it takes
 */
export function parseStartArguments(args, cwd = callerDirectory()) {
  const { values } = parse(args, OPTIONS, 'npm start -- --help');
  return {
    help: values.help ?? false,
    port: portOf(values.port ?? '7007'),
    host: hostOf(values.host ?? '127.0.0.1'),
    sample: !values['no-sample'],
    dataDirectory:
      values['data-dir'] === undefined
        ? work
        : directoryOf(values['data-dir'], cwd),
    reset: values.reset ?? false,
    yes: values.yes ?? false,
  };
}

/** The folder in which the person typed the command. */
export function callerDirectory(env = process.env) {
  return env.INIT_CWD ?? process.cwd();
}

/** `parseArgs` with messages for people; no positional arguments. */
export function parse(args, options, helpCommand) {
  const { tokens, values } = tolerantParse(args, options);
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw usage(
        `"${token.value}" is not an option. npm passes options on after "--" only: ${helpCommand}`,
      );
    }
    const option = token.kind === 'option' ? options[token.name] : undefined;
    if (token.kind === 'option' && !option) {
      throw usage(`There is no option ${token.rawName}. See: ${helpCommand}`);
    }
    if (option?.type === 'string' && !token.value) {
      throw usage(`${token.rawName} needs a value. See: ${helpCommand}`);
    }
    if (option?.type === 'boolean' && token.value !== undefined) {
      throw usage(`${token.rawName} takes no value. See: ${helpCommand}`);
    }
  }
  return { values };
}

function tolerantParse(args, options) {
  return parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
}

function portOf(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw usage(`--port ${text}: a port is a number from 1 to 65535.`);
  }
  return port;
}

function hostOf(text) {
  if (!/^[\w.:-]+$/.test(text)) {
    throw usage(
      `--host ${text}: give an address or a name without a port, such as 127.0.0.1 or 0.0.0.0.`,
    );
  }
  return text;
}

function directoryOf(text, cwd) {
  const directory = path.resolve(cwd, text);
  if (directory === path.parse(directory).root || directory === root) {
    throw usage(
      `--data-dir ${text}: give a folder for nothing else, such as ./slipway-data.`,
    );
  }
  return directory;
}

function usage(message) {
  return new Problem(message, { exitCode: 2 });
}
