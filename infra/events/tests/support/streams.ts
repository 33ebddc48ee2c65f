import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** The streams of a server, as its operator reaches them. */
export async function openStreams(servers: string) {
  const nc = await connect({ servers });
  const { streams } = await jetstreamManager(nc);
  return {
    delete: (stream: string) => streams.delete(stream),
    messages: async (stream: string) => (await streams.info(stream)).state.messages,
    close: () => nc.close(),
  };
}
