export { type Principal, principalSchema, servicePrincipal } from './principal.ts';
export { ROLES, type RoleName, SCOPES, type Scope } from './scopes.ts';
export {
  ACCESS_TOKEN_AUDIENCE,
  type AccessTokenOptions,
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  issueAccessToken,
  type SigningKey,
  signPrincipal,
  verifyAccessToken,
  verifyPrincipal,
} from './tokens.ts';
