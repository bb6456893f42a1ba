package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.RepositoryCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.manifest.Documents;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.content.Content.Use;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// `/v2/<name>/manifests/<reference>` (OCI distribution specification 1.1, "Pulling manifests",
/// "Pushing Manifests", "Deleting tags", "Deleting Manifests").
public final class ManifestRoutes {
  private static final AuditAction DELETE = AuditAction.parse(Action.IMAGE_DELETE.actionName());

  private final Content served;
  private final RepositoryManifests manifests;
  private final VerdictHeaders verdicts;
  private final PullPolicies policies;
  private final Audit audit;

  public ManifestRoutes(
      Content served,
      RepositoryManifests manifests,
      Verdicts verdicts,
      PullPolicies policies,
      Audit audit) {
    this.policies = policies;
    this.served = served;
    this.manifests = manifests;
    this.verdicts = new VerdictHeaders(verdicts);
    this.audit = audit;
  }

  public void add(GuardedRoutes routes) {
    var pattern = "/v2/{name...}/manifests/{reference}";
    routes.repository("GET", pattern, Action.IMAGE_PULL, this::get);
    routes.push("PUT", pattern, this::put);
    routes.repository("DELETE", pattern, Action.IMAGE_DELETE, this::delete);
  }

  private void get(Request request, Response response, RepositoryCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var reference = Reference.parse(request.parameter("reference"));
    var use = request.method().equals("HEAD") ? Use.LOOK : Use.PULL;
    var answer = served.manifest(call.repository(), reference, use);
    var manifest = answer.manifest();
    var digest = manifest.digest().toString();
    var etag = '"' + digest + '"';
    response.header(Headers.CONTENT_DIGEST, digest).header("ETag", etag);
    answer.warning().ifPresent(warning -> VerdictHeaders.warn(response, warning));
    if (answer.whole()) {
      var verdict = verdicts.set(response, call.repository(), reference, manifest.digest());
      if (use == Use.PULL) {
        policies.admit(request, call, manifest, verdict);
      }
    } else {
      VerdictHeaders.unscanned(response);
    }
    if (Conditions.hasIt(request, digest)) {
      response.status(304).send();
      return;
    }
    response.header("Content-Type", manifest.mediaType()).send(manifest.content());
  }

  private void put(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    var reference = Reference.parse(request.parameter("reference"));
    served.requirePushable(call.repository());
    var bytes = request.body().readAll(Documents.MANIFEST_LIMIT);
    var repository = call.repository();
    var pushed =
        manifests.put(
            repository,
            reference,
            request.header("Content-Type").orElse(""),
            bytes,
            call.caller().display());
    var digest = pushed.digest().toString();
    response
        .status(201)
        .header(Headers.LOCATION, "/v2/" + repository + "/manifests/" + digest)
        .header(Headers.CONTENT_DIGEST, digest);
    pushed.subject().ifPresent(subject -> response.header(Headers.SUBJECT, subject.toString()));
    verdicts.pushed(response, repository, reference, pushed.digest());
    response.send();
  }

  private void delete(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    var reference = Reference.parse(request.parameter("reference"));
    var repository = call.repository();
    var by = call.caller().display();
    var separator = reference instanceof Reference.ByTag ? ":" : "@";
    var _ =
        audit.done(
            request,
            call.caller(),
            DELETE,
            repository + separator + reference,
            () -> {
              manifests.delete(repository, reference, by);
              return true;
            });
    response.status(202).send();
  }
}
