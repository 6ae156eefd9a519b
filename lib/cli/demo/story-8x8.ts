import { enterpriseUserUrn } from "@/lib/scim/urns";
import { EntraClient } from "./entra-client";
import { toEightByEight } from "./mappings";
import { people, personAt } from "./people";
import type { Stage } from "./stage";

const siteUrn = "urn:ietf:params:scim:schemas:extension:8x8:1.1:User";

/** How long Entra rests between two incremental cycles. */
const cycleMinutes = 40;

/**
 * Contoso's main connection: a pilot, everybody, an expired token, a service that was off for a while, and the small
 * changes of every day up to now.
 */
export async function playEightByEight(stage: Stage): Promise<void> {
  const entra = new EntraClient(stage.door, toEightByEight);
  await playArrival(stage, entra);
  await playTrouble(stage, entra);
  await playToday(stage, entra);
}

/** Start small: two people first, then everyone and the groups. */
async function playArrival(stage: Stage, entra: EntraClient): Promise<void> {
  const { clock } = stage;
  clock.goTo(6.6);
  const pilot = await stage.issueToken("Pilot");
  await entra.testConnection();
  clock.wait(4);
  for (const person of people.slice(0, 2)) await entra.provision(person);

  clock.goTo(6.1);
  await stage.issueToken("Entra ID, until summer", -2.4);
  await stage.revokeToken(pilot);
  await stage.addWebhook("https://hooks.contoso.example/identity");
  await entra.testConnection();
  clock.wait(2);
  for (const person of people.slice(2, 117)) await entra.provision(person);
  for (const department of new Set(people.map((person) => person.department))) {
    const members = people.filter((person) => person.department === department);
    await entra.provisionGroup(department, `grp-${department.toLowerCase().replace(/\W+/g, "-")}`, members);
  }
  for (const site of new Set(people.map((person) => person.site))) {
    const members = people.filter((person) => person.site === site);
    await entra.provisionGroup(`Office ${site.name}`, `site-${site.name.toLowerCase()}`, members);
  }

  // Somebody's browser still had the pilot's token.
  clock.goTo(5.3);
  const current = stage.door.token;
  stage.door.token = stage.tokenOf(pilot);
  await entra.testConnection();
  stage.door.token = current;
}

/** What an administrator comes to the log for. */
async function playTrouble(stage: Stage, entra: EntraClient): Promise<void> {
  const { clock } = stage;
  clock.goTo(4.8);
  // site is immutable in 8x8: Entra sends the move, and sends it again at the next cycle.
  for (let cycle = 0; cycle < 3; cycle += 1) {
    await entra.patch(
      personAt(13),
      { op: "Replace", path: `${siteUrn}:site`, value: "London" },
      { op: "Replace", path: "title", value: "Senior Agent" },
    );
    clock.wait(cycleMinutes);
  }
  // Two accounts in Entra with one userName, matched by another attribute.
  clock.goTo(4.2);
  await entra.create(personAt(3), { ...toEightByEight(personAt(3)), externalId: "ana.perez.2" });
  clock.wait(cycleMinutes);
  await entra.create(personAt(3), { ...toEightByEight(personAt(3)), externalId: "ana.perez.2" });

  // An attribute that was mapped by hand and that no schema knows.
  clock.goTo(3.6);
  const hired = personAt(117);
  await entra.create(hired, { ...toEightByEight(hired), employeeHireDate: "2026-11-16" });

  clock.goTo(3.1);
  await stage.setEnabled(false);
  await entra.patch(personAt(9), { op: "Replace", path: "title", value: "Team Lead" });
  clock.wait(35);
  await stage.setEnabled(true);
  clock.wait(5);
  await entra.patch(personAt(9), { op: "Replace", path: "title", value: "Team Lead" });

  // The token ends; nobody had looked at the reminder.
  clock.goTo(2.38);
  for (let cycle = 0; cycle < 4; cycle += 1) {
    await entra.testConnection();
    clock.wait(cycleMinutes);
  }
  await stage.issueToken("Entra ID", 24);
  await entra.testConnection();
}

/** The last days: people come, change, leave; between, Entra's incremental cycles. */
async function playToday(stage: Stage, entra: EntraClient): Promise<void> {
  const { clock } = stage;
  const shift = people.slice(20, 44);
  const evening = await entra.provisionGroup("Evening shift", "grp-evening", shift);
  for (const [daysAgo, leaving] of [
    [1.9, [30, 47]],
    [1.6, [61]],
    [1.1, [72, 38]],
    [0.6, [95]],
    [0.2, [101]],
  ] as const) {
    await playCycles(stage, entra, daysAgo);
    for (const person of leaving.map(personAt)) {
      await entra.disable(person);
      if (shift.includes(person)) await entra.changeMembers(evening, "Remove", [person]);
    }
  }
  await entra.delete(personAt(30));
  await entra.patch(personAt(30), { op: "Replace", path: "title", value: "Team Lead" });
  await entra.enable(personAt(61));

  await playCycles(stage, entra, 0.12);
  for (const person of [personAt(118), personAt(119)]) await entra.provision(person);
  await entra.changeMembers(evening, "Add", [personAt(118), personAt(119)]);
  clock.wait(cycleMinutes);
  await entra.patch(personAt(15), { op: "Replace", path: `${enterpriseUserUrn}:department`, value: "Customer Care" });
  await entra.patch(
    personAt(22),
    { op: "Replace", path: "name.familyName", value: "Lefèvre-Blanc" },
    { op: "Replace", path: "displayName", value: "François Lefèvre-Blanc" },
  );

  clock.goTo(0.05);
  await entra.provision(personAt(120));
  // Everything is as it is here already: nothing to do.
  await entra.patch(personAt(15), { op: "Replace", path: `${enterpriseUserUrn}:department`, value: "Customer Care" });
  clock.goTo(0.004);
  await entra.patch(
    personAt(40),
    { op: "Replace", path: 'phoneNumbers[type eq "mobile"].value', value: "+44 20 7946 0958" },
    { op: "Replace", path: "title", value: "Principal Engineer" },
  );
}

/** Incremental cycles up to that day: Entra reads whoever changed on its side and sends the difference. */
async function playCycles({ clock }: Stage, entra: EntraClient, untilDaysBeforeEnd: number): Promise<void> {
  for (; clock.isBefore(untilDaysBeforeEnd); clock.wait(cycleMinutes)) {
    for (let changed = clock.draw(5); changed > 0; changed -= 1) {
      const person = personAt(50 + clock.draw(60));
      const { status } = await entra.read(person);
      if (status !== 200 || clock.draw(3) > 0) continue;
      const phone = person.site.phone(clock.draw(100));
      await entra.patch(person, { op: "Replace", path: 'phoneNumbers[type eq "work"].value', value: phone });
    }
  }
}
