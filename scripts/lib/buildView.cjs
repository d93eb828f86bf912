'use strict';

// Runs on the toolchain's Node inside the repository. It calls the library
// behind `backstage-cli package build` and not the command, which always
// builds everything, the front end included: the command offers no choice of
// packages (docs/decisions/0002). The paths below belong to the pinned
// version of the CLI; an upgrade that moves them stops here.
const path = require('node:path');
const { createRequire } = require('node:module');

const root = path.resolve(__dirname, '../..');
const load = createRequire(path.join(root, 'package.json'));
const library = '@backstage/cli-module-build/dist/lib';
const { buildPackage } = load(`${library}/builder/packager.cjs.js`);
const { Output } = load(`${library}/builder/types.cjs.js`);
const { createDistWorkspace } = load(
  `${library}/packager/createDistWorkspace.cjs.js`,
);
const { PackageGraph } = load('@backstage/cli-node');

/**
 * Builds some packages and lays all that the targets need into a folder, each
 * as it would be published: `{ view, targets, build }`.
 */
async function buildView({ view, targets, build }) {
  const packages = await PackageGraph.listTargetPackages();
  const backend = packages.find(
    ({ packageJson }) => packageJson.name === 'backend',
  );
  // The library would make archives of this one; a folder is wanted.
  await buildPackage({
    targetDir: backend.dir,
    packageJson: backend.packageJson,
    outputs: new Set([Output.cjs]),
    workspacePackages: packages,
  });
  await createDistWorkspace(targets, {
    targetDir: view,
    buildDependencies: true,
    buildExcludes: packages
      .map(({ packageJson }) => packageJson.name)
      .filter(name => name === 'backend' || !build.includes(name)),
  });
}

buildView(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
