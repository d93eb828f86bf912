import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './layout.mjs';

/** Folders whose content is made, not written. */
const MADE = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'e2e-test-report',
]);

/** Files that no build reads. */
const UNBUILT = /(\.test\.[cm]?[jt]sx?|^README\.md|^\.eslintrc\.js)$/;

/**
 * The workspace packages by name.
 *
 * @returns a map of name to `{ name, directory, manifest }`
 */
export function readPackages(from = root) {
  const { workspaces } = readJson(path.join(from, 'package.json'));
  const directories = workspaces.flatMap(pattern => {
    const parent = path.join(from, pattern.replace(/\/\*$/, ''));
    return fs
      .readdirSync(parent)
      .sort()
      .map(name => path.join(parent, name))
      .filter(found => fs.existsSync(path.join(found, 'package.json')));
  });
  return new Map(
    directories.map(directory => {
      const manifest = readJson(path.join(directory, 'package.json'));
      return [manifest.name, { name: manifest.name, directory, manifest }];
    }),
  );
}

/** The workspace packages that a package needs at run time, itself included. */
export function closureOf(packages, names, { through = () => true } = {}) {
  const found = new Set();
  const visit = name => {
    const workspace = packages.get(name);
    if (!workspace || found.has(name)) {
      return;
    }
    found.add(name);
    if (through(workspace)) {
      Object.keys(workspace.manifest.dependencies ?? {}).forEach(visit);
    }
  };
  names.forEach(visit);
  return [...found].sort();
}

/** A hash of what a package's build reads of the package itself. */
export function hashPackage({ directory }) {
  const hash = createHash('sha256');
  for (const file of listFiles(directory)) {
    const content = fs.readFileSync(path.join(directory, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** A hash of files by their paths from a folder; missing ones count too. */
export function hashFiles(files, from = root) {
  const hash = createHash('sha256');
  for (const file of files) {
    const target = path.join(from, file);
    const content = fs.existsSync(target) ? fs.readFileSync(target) : '';
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** One hash of several texts. */
export function hashTexts(...texts) {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

function listFiles(directory, prefix = '') {
  return fs
    .readdirSync(path.join(directory, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const file = prefix ? `${prefix}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        return MADE.has(entry.name) ? [] : listFiles(directory, file);
      }
      return entry.isFile() && !UNBUILT.test(entry.name) ? [file] : [];
    });
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
