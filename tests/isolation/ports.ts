import { type HttpServer, PRINCIPAL_HEADER, serve } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage } from '@campusgraph/stack';
import { NOW } from './impostors.ts';

/** What a port is asked. */
export const OPERATIONS = {
  _service: '{ _service { sdl } }',
  _entities: 'query E($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
  __typename: '{ __typename }',
};

export interface PortAnswer {
  status: number;
  text: string;
  body: { data?: object; errors?: { extensions: { code: string } }[] };
}

/** The nine services, each at a port of its own, as they are where every one is a process. */
export interface Ports {
  stage: OwnStage;
  post(service: string, principal: string | null, query: string): Promise<PortAnswer>;
  close(): Promise<void>;
}

export async function openPorts(adminUrl: string): Promise<Ports> {
  const stage = await openOwnStage({ adminUrl, prefix: `ports_${newId().slice(-12)}_` });
  stage.clock.set(NOW);
  const logger = createLogger({ service: 'ports', level: 'fatal' });
  const servers = new Map<string, HttpServer>();
  for (const [name, service] of stage.graph.services) {
    servers.set(name, await serve(service, { port: 0, host: '127.0.0.1', logger }));
  }
  return {
    stage,
    async post(service, principal, query) {
      const response = await fetch(`http://127.0.0.1:${servers.get(service)?.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(principal !== null && { [PRINCIPAL_HEADER]: principal }) },
        body: JSON.stringify({ query, variables: { r: [{ __typename: 'Student', id: newId() }] } }),
      });
      const text = await response.text();
      return { status: response.status, text, body: JSON.parse(text) as PortAnswer['body'] };
    },
    async close() {
      for (const server of servers.values()) await server.close();
      await stage.close();
    },
  };
}
