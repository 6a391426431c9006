/** The real server on the bench's data folder, with limits that a load generator does not reach. */
import { startServer } from '#server/app.ts'
import { withDatabase } from '#server/db/connect.ts'

const [dataDir] = process.argv.slice(2) as [string]
const rates = { signInsPerMinute: 1_000, requestsPer10Seconds: 10_000_000 }

await withDatabase(dataDir, async (database) => {
  const server = await startServer({ database, dataDir, port: 0, host: '127.0.0.1', rates })
  process.on('message', () => process.send!({ rss: process.memoryUsage.rss() }))
  process.send!({ port: server.port })
  await new Promise((resolve) => process.on('disconnect', resolve))
  await server.close()
})
process.exit()
