import { instant } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { Guessed } from '../../domain/address-throttle.ts';

/**
 * What an address has guessed wrong lately, told by one instant: when it will be as if it never had. Each guess moves that on by
 * `SECONDS_PER_GUESS`. It belongs to no tenant, since nobody is signed in yet; the row goes when the instant has come.
 */
const addressGuessesSchema = defineEntity({
  name: 'AddressGuesses',
  tableName: 'address_guesses',
  properties: {
    guessed: p.text().$type<Guessed>().primary(),
    /** See `networkOf`. */
    address: p.text().primary(),
    forgottenAt: instant(),
  },
  indexes: [{ name: 'address_guesses_forgotten', properties: ['forgottenAt'] }],
  rowLevelSecurity: 'force',
  policies: [{ name: 'address_guesses_system', roles: ['organization_system'], using: 'true', check: 'true' }],
});

export class AddressGuesses extends addressGuessesSchema.class {}
addressGuessesSchema.setClass(AddressGuesses);
