import { Presets, SingleBar } from 'cli-progress';
import type { Progress, UploadListener } from './upload.ts';

/** How far the import is, on the terminal. */
export interface ProgressDisplay extends UploadListener {
  onRetry(reason: string, delayMs: number): void;
  stop(): void;
}

/** A bar on a terminal, lines elsewhere. */
export const showProgress = (stream: NodeJS.WriteStream, sizeBytes: number): ProgressDisplay =>
  stream.isTTY ? showBar(stream, sizeBytes) : showLines(stream);

const retryText = (reason: string, delayMs: number): string =>
  `The connection was lost (${reason}); trying again in ${delayMs / 1000} s.`;

const countsText = ({ rowsDone, imported, duplicates, rejected }: Progress): string =>
  `${rowsDone} rows: imported ${imported}, duplicates ${duplicates}, rejected ${rejected}`;

function showBar(stream: NodeJS.WriteStream, sizeBytes: number): ProgressDisplay {
  const bar = new SingleBar(
    { stream, format: '{bar} {percentage}%  {text}', hideCursor: true, noTTYOutput: false, fps: 10 },
    Presets.shades_classic,
  );
  bar.start(sizeBytes, 0, { text: 'sending the file' });
  return {
    // The last bytes are on their way while the first rows come in: the text then tells of the rows.
    onSent: (bytes) => bar.update(bytes, { text: 'sending the file' }),
    onProgress: (progress) => bar.update(progress.bytes, { text: countsText(progress) }),
    onRetry: (reason, delayMs) => bar.update({ text: retryText(reason, delayMs) }),
    stop: () => bar.stop(),
  };
}

/** In a log, once a second is enough. */
const LINE_EVERY_MS = 1_000;

function showLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let last = Number.NEGATIVE_INFINITY;
  return {
    onSent() {},
    onProgress(progress) {
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      stream.write(`${countsText(progress)}\n`);
    },
    onRetry: (reason, delayMs) => void stream.write(`${retryText(reason, delayMs)}\n`),
    stop() {},
  };
}
