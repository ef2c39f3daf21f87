// Prints every claim once: `node subscriber.mjs [BROKER]`, Node 22.22 or newer, after `npm install @platformatic/kafka`.
// Stopped, it goes on where it was. A record without a value is a takedown: delete what you keep under its key.
import { DatabaseSync } from 'node:sqlite'
import { Consumer, stringDeserializers } from '@platformatic/kafka'

const seen = new DatabaseSync('seen-node.db')
seen.exec('CREATE TABLE IF NOT EXISTS seen (ce_id TEXT PRIMARY KEY)')
const consumer = new Consumer({
  groupId: 'claims-in-node', clientId: 'claims', bootstrapBrokers: [process.argv[2] ?? '127.0.0.1:9092'],
  deserializers: stringDeserializers
})
const claims = await consumer.consume({
  topics: ['claims.v1'], mode: 'committed', fallbackMode: 'earliest', autocommit: false,
  sessionTimeout: 10_000, heartbeatInterval: 3_000 // a stopped subscriber's place is free after ten seconds
})
for await (const record of claims) {
  const id = record.headers.get('ce_id')
  if (!seen.prepare('SELECT 1 FROM seen WHERE ce_id = ?').get(id)) {
    const { claims } = record.value ? JSON.parse(record.value) : { claims: [] }
    for (const claim of claims) console.log([claim.claim_id, claim.speaker, claim.quote].join('\t'))
    seen.prepare('INSERT INTO seen VALUES (?)').run(id)
  }
  await record.commit()
}
