import { enterpriseUserUrn } from "@/lib/scim/urns";
import { EntraClient } from "./entra-client";
import { toGeneric, toRingCentral, toSmartConnect } from "./mappings";
import { OktaClient } from "./okta-client";
import { people, personAt } from "./people";
import type { Stage } from "./stage";

/** RingCentral: its service was off until somebody enabled it; managers are people of the directory. */
export async function playRingCentral(stage: Stage): Promise<void> {
  const { clock } = stage;
  const entra = new EntraClient(stage.door, toRingCentral);
  clock.goTo(5.9);
  await stage.issueToken("RingCentral in Entra", 5);
  await entra.testConnection();
  clock.wait(6);
  await entra.testConnection();
  clock.wait(9);
  await stage.setEnabled(true);
  await entra.testConnection();
  clock.wait(3);
  const inScope = people.slice(0, 45);
  for (const person of inScope) await entra.provision(person);
  for (const person of inScope) await entra.setManager(person);
  await entra.provisionGroup("RingCentral Office", "lic-office", inScope);
  await entra.provisionGroup("RingCentral Contact Center", "lic-cc", inScope.slice(0, 14));

  clock.goTo(1.7);
  await entra.patch(personAt(6), { op: "Replace", path: 'addresses[type eq "work"].locality', value: "Uppsala" });
  await entra.disable(personAt(33));
  clock.goTo(0.3);
  await entra.patch(personAt(11), { op: "Replace", path: "title", value: "Head of Sales, EMEA" });
  clock.goTo(0.02);
  await entra.testConnection();
}

/** iPass SmartConnect: userNames of the agency's domain are refused, cycle after cycle, until somebody registers it. */
export async function playSmartConnect(stage: Stage): Promise<void> {
  const { clock } = stage;
  const entra = new EntraClient(stage.door, toSmartConnect);
  clock.goTo(4.5);
  await stage.issueToken("SmartConnect", 320);
  await entra.testConnection();
  clock.wait(2);
  const inScope = people.slice(4, 44);
  for (const person of inScope) await entra.provision(person);
  for (const daysAgo of [2.5, 0.5, 0.03]) {
    clock.goTo(daysAgo);
    for (const person of inScope) if (entra.idOf(person) === undefined) await entra.provision(person);
  }
}

/** A directory for any application, fed by Okta, with a group in a group. */
export async function playGeneric(stage: Stage): Promise<void> {
  const { clock } = stage;
  const okta = new OktaClient(stage.door, toGeneric);
  clock.goTo(5.5);
  await stage.issueToken("Okta");
  await okta.testConnection();
  clock.wait(3);
  const inScope = people.slice(0, 60);
  for (const person of inScope) await okta.provision(person);
  const engineers = inScope.filter(({ department }) => department === "Engineering");
  const platform = await okta.pushGroup("Platform", engineers.slice(0, 5));
  const product = await okta.pushGroup("Product", engineers.slice(5));
  await okta.pushGroup("All engineering", [], [platform, product]);

  clock.goTo(1.3);
  await okta.update(personAt(19), { title: "Head of Platform" });
  await okta.deactivate(personAt(44));
  clock.goTo(0.4);
  await stage.door.send("GET", `/Users?filter=departement%20eq%20%22Sales%22`);
  await stage.door.send(
    "GET",
    `/Users?filter=${encodeURIComponent(`${enterpriseUserUrn}:department eq "Sales"`)}&count=20`,
  );
  await okta.update(personAt(19), { title: "Head of Platform" });
}

/** Fabrikam: a small customer whose token ran out, so that nothing arrives any more. */
export async function playFabrikam(stage: Stage): Promise<void> {
  const { clock } = stage;
  const entra = new EntraClient(stage.door, (person) => {
    const address = `${person.login}@fabrikam.com`;
    return { ...toRingCentral(person), userName: address, emails: [{ primary: true, type: "work", value: address }] };
  });
  clock.goTo(6);
  await stage.issueToken("Entra ID", -0.9);
  await entra.testConnection();
  clock.wait(5);
  const everybody = people.slice(84, 98);
  for (const person of everybody) await entra.provision(person);
  await entra.provisionGroup("Fabrikam staff", "grp-staff", everybody);
  for (const daysAgo of [0.88, 0.6, 0.3, 0.01]) {
    clock.goTo(daysAgo);
    await entra.testConnection();
  }
}
