// Run once, when the database is made: a user and a database for each service, and no service sees another's.
const fs = require("fs");
for (const name of ["rule-service", "audit-writer", "notifier"]) {
  db.getSiblingDB(name).createUser({
    user: name,
    pwd: fs.readFileSync(`/run/secrets/mongodb-${name}`, "utf8").trim(),
    roles: [{ role: "readWrite", db: name }],
  });
}
