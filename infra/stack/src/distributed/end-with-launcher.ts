// Loaded into each process before its own main.ts: when the launcher is killed, its end of the channel closes, and the
// process stops in order instead of living on without anybody to stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The listener alone must not keep the process alive.
process.channel?.unref();
