// Plain JavaScript for Node 20: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the dependencies when they are missing or are not those of the lock file.
 * Returns a message, with the remedy, when that cannot be done.
 */
export async function ensureDependencies(checkout) {
  const lock = readFileSync(join(checkout, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const marker = join(checkout, 'node_modules', '.campusgraph-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return undefined;
  if (!isInstalled(checkout, JSON.parse(lock).packages)) {
    const failure = await install(checkout);
    if (failure) return failure;
  }
  writeFileSync(marker, hash);
  return undefined;
}

/** Whether `npm install` or `npm ci` by hand has put there what the lock file names: npm keeps its own record of it. */
function isInstalled(checkout, wanted) {
  const record = join(checkout, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.startsWith('node_modules/') || (optional && !there[path])) return true;
    return link ? there[path]?.link === true : there[path]?.version === version;
  });
}

function install(checkout) {
  console.log('Installing dependencies (npm ci), once; this takes a minute or two …');
  const started = Date.now();
  // The npm that started us, where one did; NODE_ENV=production would leave out what runs the checks.
  const npm = process.env.npm_execpath;
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...before, ...options], { cwd: checkout, stdio: ['ignore', 'inherit', 'pipe'] });
  const progress = setInterval(() => {
    console.log(`  … still installing, ${Math.round((Date.now() - started) / 1000)} s`);
  }, 15_000);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
    process.stderr.write(chunk);
  });
  return new Promise((resolve) => {
    const finish = (failure) => {
      clearInterval(progress);
      if (!failure) console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
      resolve(failure);
    };
    child.once('error', (error) => finish(`npm could not be started: ${error.message}\n  Install Node.js with npm.`));
    child.once('close', (code) => finish(code === 0 ? undefined : explain(errors)));
  });
}

function explain(errors) {
  const causes = [
    [/ENOSPC/, 'The disk is full.', 'Free about 1 GB and start again.'],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ERR_SOCKET|ENETUNREACH|network/i,
      'The npm registry cannot be reached.',
      'The first start needs the network (check `npm config get registry` and the proxy); later ones do not.',
    ],
    [
      /EACCES|EPERM|EROFS/,
      'The folder is not writable.',
      'Give yourself the right to write there, or clone elsewhere.',
    ],
    [
      /EUSAGE|in sync|Missing: .* from lock file/,
      'package.json and package-lock.json do not agree.',
      'Run `npm install` and commit the lock file.',
    ],
  ];
  const [, what, remedy] = causes.find(([pattern]) => pattern.test(errors)) ?? [
    undefined,
    'npm ci failed; its own words are above.',
    'Put that right and start again.',
  ];
  return `The dependencies are not installed: ${what}\n  ${remedy}`;
}
