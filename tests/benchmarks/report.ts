import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { DATA } from '@campusgraph/stack';
import { type BenchmarkResult, met, type Row } from './benchmark.ts';

/** Prints the table and the verdicts, and keeps both as JSON. Returns the file. */
export function report(name: string, { rows, verdicts, notes = [] }: BenchmarkResult, seconds: number): string {
  printTable(rows);
  for (const verdict of verdicts) {
    const { what, measured, atLeast, atMost } = verdict;
    const mark = [
      ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
      ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ];
    console.log(`${met(verdict) ? '✓' : '✗'} ${what}: ${short(measured)} (${mark.join(', ')})`);
  }
  for (const note of notes) console.log(`  ${note}`);
  const folder = join(DATA, 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  const machine = {
    node: process.version,
    cores: availableParallelism(),
    cpu: cpus()[0]?.model,
    memoryBytes: totalmem(),
  };
  const judged = verdicts.map((verdict) => ({ ...verdict, met: met(verdict) }));
  const at = new Date().toISOString();
  writeFileSync(file, `${JSON.stringify({ name, at, seconds, machine, rows, verdicts: judged, notes }, null, 2)}\n`);
  return file;
}

function printTable(rows: readonly Row[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => text(row[column])))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  for (const line of cells)
    console.log(
      line.map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  '),
    );
}

const text = (value: Row[string] | undefined): string =>
  typeof value === 'number' ? short(value) : value === null || value === undefined ? '–' : `${value}`;

/** Three significant digits are what a noisy machine is good for. */
const short = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en')
    : `${Number(value.toPrecision(3))}`;
