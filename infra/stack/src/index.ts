export { CHECKOUT, DATA, SERVICES, type ServiceName } from './checkout.ts';
export { freePort } from './free-port.ts';
export { LaunchError } from './launch-error.ts';
export { type Nats, type NatsOptions, startNats } from './nats/start.ts';
export { removeCluster } from './postgres/place.ts';
export { type Postgres, type PostgresOptions, startPostgres } from './postgres/start.ts';
export { startThrowAwayPostgres } from './postgres/throw-away.ts';
export { dropDatabase, provisionDatabase } from './provision.ts';
