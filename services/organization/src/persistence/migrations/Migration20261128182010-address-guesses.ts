import { Migration } from '@mikro-orm/migrations';

/** Wrong passwords are counted by address too, in the database, so that several gateways and organizations count together. */
export class Migration20261128182010 extends Migration {
  override up(): void {
    this.addSql(`
create table "address_guesses" ("guessed" text not null, "address" text not null, "forgotten_at" timestamptz(3) not null, primary key ("guessed", "address"));
create index "address_guesses_forgotten" on "address_guesses" ("forgotten_at");
alter table "address_guesses" enable row level security;
alter table "address_guesses" force row level security;
create policy "address_guesses_system" on "address_guesses" to organization_system using (true) with check (true);`);
  }
}
