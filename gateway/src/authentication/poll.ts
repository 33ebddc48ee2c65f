/**
 * Runs `work` again and again, `nextInMs` after each run ended, until stopped. It keeps no process alive. `work` must
 * not reject.
 */
export function poll(work: () => Promise<void>, nextInMs: () => number): { stop(): void } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void work().then(schedule), nextInMs());
    timer.unref();
  };
  schedule();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
