import fs from 'node:fs';
import path from 'node:path';
import { logs, root, work } from './layout.mjs';
import {
  closureOf,
  hashFiles,
  hashPackage,
  hashTexts,
  readPackages,
} from './packages.mjs';
import { runLogged } from './processes.mjs';

/** What a running portal consists of; everything else follows from these. */
const TARGETS = ['backend', '@slipway/launcher'];
const VIEWS = path.join(work, 'run');
const KEEP_VIEWS = 2;
/** In a package's `dist`: the hash of what it was built from. */
const MARK = '.slipway-build';

/**
 * Builds the portal as production runs it, into a folder named by the hash of
 * all it was built from, so an unchanged tree finds its build there.
 *
 * Only packages whose own content changed are built again. The front end is
 * one bundle of its packages, so a change in any of them builds it again.
 *
 * @param installed - the hash of the installed dependencies
 * @returns the folder of the build (see docs/decisions/0002)
 */
export async function ensureBuilt({ toolchain, installed, steps, signal }) {
  const packages = readPackages();
  const hashes = hashTargets(packages, installed);
  const view = path.join(VIEWS, hashTexts([...hashes]).slice(0, 16));
  if (fs.existsSync(view)) {
    fs.utimesSync(view, new Date(), new Date());
    return view;
  }
  const stale = [...hashes.keys()].filter(
    name => readMark(packages.get(name)) !== hashes.get(name),
  );
  const step = steps.begin('Building the portal');
  try {
    await buildView({ toolchain, view, stale, packages, signal });
  } catch (error) {
    step.fail({ stopped: signal?.aborted });
    throw error;
  }
  for (const name of stale) {
    writeMark(packages.get(name), hashes.get(name));
  }
  removeOldViews();
  step.done(`Built ${summary(stale)}`);
  return view;
}

/** A hash of all that each package of the portal is built from. */
export function hashTargets(packages, installed) {
  const common = hashTexts(
    installed,
    hashFiles(['tsconfig.json', 'backstage.json', 'scripts/lib/buildView.cjs']),
  );
  const own = new Map(
    [...packages.values()].map(found => [found.name, hashPackage(found)]),
  );
  const names = closureOf(packages, TARGETS, {
    through: ({ manifest }) => !manifest.bundled,
  });
  return new Map(
    names.map(name => {
      const inputs = packages.get(name).manifest.bundled
        ? closureOf(packages, [name])
        : [name];
      return [
        name,
        hashTexts(
          common,
          inputs.map(input => own.get(input)),
        ),
      ];
    }),
  );
}

async function buildView({ toolchain, view, stale, packages, signal }) {
  const draft = `${view}.draft`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true });
  const job = { view: draft, targets: TARGETS, build: stale };
  await runLogged(
    toolchain.node,
    [path.join(root, 'scripts/lib/buildView.cjs'), JSON.stringify(job)],
    {
      what: 'Building the portal',
      log: path.join(logs, 'build.log'),
      cwd: root,
      env: {
        ...toolchain.env,
        NODE_ENV: 'production',
        // The bundle takes nothing but the path from it; the backend puts
        // the real address into the page.
        SLIPWAY_BASE_URL: 'http://localhost:7007',
      },
      signal,
    },
  );
  linkPackages(draft, packages);
  fs.renameSync(draft, view);
}

/**
 * Lets Node find what the built packages import: each other in the view, all
 * else in the repository's node_modules, which the view lies below.
 */
function linkPackages(view, packages) {
  for (const { name, directory } of packages.values()) {
    const place = path.relative(root, directory);
    const built = path.join(view, place);
    if (!fs.existsSync(built)) {
      continue;
    }
    const link = path.join(view, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), built), link, 'dir');
    // What Yarn could not hoist to the root.
    const nested = path.join(directory, 'node_modules');
    if (fs.existsSync(nested)) {
      fs.symlinkSync(
        path.relative(built, nested),
        path.join(built, 'node_modules'),
        'dir',
      );
    }
  }
}

function readMark({ directory }) {
  try {
    return fs.readFileSync(path.join(directory, 'dist', MARK), 'utf8');
  } catch {
    return undefined;
  }
}

function writeMark({ directory }, hash) {
  fs.writeFileSync(path.join(directory, 'dist', MARK), hash);
}

/** The one before stays: a portal that runs from it loads files on demand. */
function removeOldViews() {
  const byAge = fs
    .readdirSync(VIEWS)
    .map(name => path.join(VIEWS, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const old of byAge.slice(KEEP_VIEWS)) {
    fs.rmSync(old, { recursive: true, force: true });
  }
}

function summary(names) {
  return names.length > 3
    ? `the portal (${names.length} packages)`
    : names.join(', ');
}
