/** Loaded into every process of the benchmark: says how long it has computed when asked, and ends with whoever started it. */
process.on('message', (message) => {
  if (message !== 'cpu') return;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.((userCPUTime + systemCPUTime) / 1000);
});
process.on('disconnect', () => process.exit());
