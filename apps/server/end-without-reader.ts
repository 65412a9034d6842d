/**
 * Whoever reads our output may leave before we end (`koplieta … | head`). A command then has nothing
 * left to do; a server goes on, and ends in order when it is told to.
 */
export function endWithoutReader(isServer: boolean): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (!isServer) process.exit();
    });
  }
}
