import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@campusgraph/stack';
import { createStandIn, serveStandIn } from '../stand-in.ts';

/** The nine stand-ins, each on a port of its own: `STAND_INS` is `{"academics": "http://127.0.0.1:…", …}`. */
const tokenKeys = JSON.parse(process.env.TOKEN_KEYS ?? '');
for (const [name, url] of Object.entries<string>(JSON.parse(process.env.STAND_INS ?? ''))) {
  const sdl = readFileSync(join(CHECKOUT, `services/${name}/schema.graphql`), 'utf8');
  serveStandIn(createStandIn(name, sdl, tokenKeys), Number(new URL(url).port));
}
