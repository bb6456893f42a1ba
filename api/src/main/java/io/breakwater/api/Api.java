package io.breakwater.api;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.Authentication;
import io.breakwater.api.access.Browsers;
import io.breakwater.api.access.Challenges;
import io.breakwater.api.access.Guard;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.OwnHosts;
import io.breakwater.api.accounts.AccountParts;
import io.breakwater.api.distribution.BlobRoutes;
import io.breakwater.api.distribution.CatalogRoutes;
import io.breakwater.api.distribution.ManifestRoutes;
import io.breakwater.api.distribution.Mounts;
import io.breakwater.api.distribution.PullPolicies;
import io.breakwater.api.distribution.ReferrerRoutes;
import io.breakwater.api.distribution.TagRoutes;
import io.breakwater.api.distribution.UploadRoutes;
import io.breakwater.api.distribution.VersionRoute;
import io.breakwater.api.errors.ErrorAnswers;
import io.breakwater.api.errors.Refusal;
import io.breakwater.api.errors.Refusals;
import io.breakwater.api.identity.IdentityRoutes;
import io.breakwater.api.identity.OauthRoutes;
import io.breakwater.api.management.NamespaceRoutes;
import io.breakwater.api.operation.OperationRoutes;
import io.breakwater.api.operation.Operations;
import io.breakwater.api.sessions.SessionRoutes;
import io.breakwater.http.ErrorBody;
import io.breakwater.http.Filter;
import io.breakwater.http.Handler;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.http.Routes;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.catalog.Catalog;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.registry.tags.RepositoryTags;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that is answered over HTTP.
///
/// ```java
/// var api = Api.of(parts);
/// var server = HttpServer.builder(api.routes()).errors(api.errors());
/// api.filters().forEach(server::filter);
/// ```
public final class Api {
  private static final System.Logger LOG = System.getLogger(Api.class.getName());

  private final Routes routes;
  private final ErrorAnswers errors = new ErrorAnswers();

  /// What the routes call.
  ///
  /// @param content what repositories serve: their own, or with mirrors `Mirrors`
  /// @param accounts what manages users, keys and roles; without it there are no routes for that
  public record Parts(
      Uploads uploads,
      RepositoryBlobs blobs,
      RepositoryManifests manifests,
      Content content,
      RepositoryTags tags,
      Referrers referrers,
      Catalog catalog,
      RegistryNamespaces namespaces,
      Logins logins,
      Tokens tokens,
      AuditTrail audit,
      Optional<AccountParts> accounts,
      Verdicts verdicts,
      Operations operations,
      InstantSource clock,
      Options options) {}

  /// How they answer.
  ///
  /// @param publicUrl how clients reach the server, without a slash at the end, such as
  ///     `https://registry.example.com`; without one what they call it in `Host`
  /// @param service in challenges; the one that `Tokens` is made with
  /// @param createOnPush whether a push by a Manager of the account to a namespace that does
  ///     not exist creates it
  /// @param addresses that the server listens on, with their ports
  /// @param aliases what else the header `Account` may call an account by
  /// @param version of the server, for its pages
  public record Options(
      Optional<String> publicUrl,
      String service,
      boolean createOnPush,
      Set<String> addresses,
      Map<AccountId, AccountId> aliases,
      String version) {
    public Options {
      addresses = Set.copyOf(addresses);
      aliases = Map.copyOf(aliases);
    }

    /// No public URL, namespaces created by pushes.
    public static Options of(String service) {
      return new Options(Optional.empty(), service, true, Set.of(), Map.of(), "");
    }
  }

  private Api(Parts parts, List<RouteSource> more) {
    var options = parts.options();
    var challenges = new Challenges(options.publicUrl(), options.service());
    var audit = new Audit(parts.audit(), parts.clock());
    var browsers = parts.accounts().map(all -> new Browsers(all.sessions(), options.publicUrl()));
    var authentication =
        new Authentication(parts.logins(), parts.tokens(), audit, challenges, browsers);
    var guard =
        new Guard(
            authentication,
            challenges,
            parts.namespaces(),
            audit,
            options.createOnPush(),
            options.aliases());
    var guarded = new GuardedRoutes(guard, new OwnHosts(options.publicUrl(), options.addresses()));
    VersionRoute.add(guarded);
    new BlobRoutes(parts.content(), parts.blobs()).add(guarded);
    var mounts = new Mounts(parts.blobs(), parts.namespaces());
    new UploadRoutes(parts.uploads(), mounts, parts.content()).add(guarded);
    new ManifestRoutes(
            parts.content(),
            parts.manifests(),
            parts.verdicts(),
            new PullPolicies(parts.namespaces(), audit),
            audit)
        .add(guarded);
    new TagRoutes(parts.tags()).add(guarded);
    new ReferrerRoutes(parts.referrers()).add(guarded);
    new CatalogRoutes(parts.catalog(), parts.namespaces()).add(guarded);
    new OauthRoutes(authentication, parts.tokens(), guard).add(guarded);
    new IdentityRoutes(authentication, parts.tokens()).add(guarded);
    parts
        .accounts()
        .ifPresent(all -> accounts(guarded, parts, all, authentication, browsers.orElseThrow()));
    new NamespaceRoutes(parts.namespaces(), audit).add(guarded);
    new OperationRoutes(parts.operations()).add(guarded);
    more.forEach(source -> source.add(guarded, audit));
    routes = guarded.build();
  }

  private static void accounts(
      GuardedRoutes routes,
      Parts parts,
      AccountParts accounts,
      Authentication authentication,
      Browsers browsers) {
    accounts.add(routes, browsers);
    SessionRoutes.add(
        routes,
        new SessionRoutes.Parts(
            browsers,
            authentication,
            accounts.accounts(),
            parts.namespaces(),
            accounts.provider().isPresent(),
            parts.options().version()));
  }

  /// The registry's routes.
  public static Api of(Parts parts) {
    return new Api(parts, List.of());
  }

  /// The registry's routes, and those of other parts of the product.
  public static Api of(Parts parts, List<RouteSource> more) {
    return new Api(parts, more);
  }

  public Routes routes() {
    return routes;
  }

  /// In their order, the first before all others.
  public List<Filter> filters() {
    return List.of(Api::version, Api::ofOne, this::refusals);
  }

  /// What refusals look like that come from the server itself.
  public ErrorBody errors() {
    return errors;
  }

  /// The header by which clients of the registry's first days know it.
  private static void version(Request request, Response response, Handler next) throws Exception {
    if (request.path().startsWith("/v2/") || request.path().equals("/v2")) {
      response.header("Docker-Distribution-API-Version", "registry/2.0");
    }
    next.handle(request, response);
  }

  /// Caches keep answers to credentials to themselves (RFC 9111, section 3.5), but know nothing of
  /// cookies. Handlers that say something else have their way.
  private static void ofOne(Request request, Response response, Handler next) throws Exception {
    var path = request.path();
    if ((path.startsWith("/api/") || path.startsWith("/va/api/"))
        && request.header("Cookie").isPresent()) {
      response.header("Cache-Control", "private, no-cache");
    }
    next.handle(request, response);
  }

  private void refusals(Request request, Response response, Handler next) throws Exception {
    try {
      next.handle(request, response);
    } catch (Refusal refusal) {
      answer(request, response, refusal, refusal);
    } catch (RegistryException e) {
      answer(request, response, Refusals.of(e), e);
    } catch (StoreException e) {
      log(request, e);
      answer(request, response, Refusals.of(e), e);
    }
  }

  /// A full disk fails every push: a line each is enough, and a trace each would fill more disks.
  private static void log(Request request, StoreException e) {
    var text = "request " + request.id() + ": " + e.code();
    if (e.temporary()) {
      var cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
      LOG.log(System.Logger.Level.WARNING, text + ": " + e.getMessage() + cause);
    } else {
      LOG.log(System.Logger.Level.WARNING, text, e);
    }
  }

  private void answer(Request request, Response response, Refusal refusal, Exception cause)
      throws Exception {
    if (response.begun()) {
      throw new IOException("the answer was on its way", cause);
    }
    errors.send(request, response, refusal);
  }
}
