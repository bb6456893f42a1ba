package io.breakwater.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import com.ibm.cloud.sdk.core.http.RequestBuilder;
import com.ibm.cloud.sdk.core.security.Authenticator;
import com.ibm.cloud.sdk.core.security.BasicAuthenticator;
import com.ibm.cloud.sdk.core.security.IamAuthenticator;
import com.ibm.cloud.sdk.core.service.BaseService;
import com.ibm.cloud.sdk.core.service.exception.NotFoundException;
import com.ibm.cloud.sdk.core.service.exception.ServiceResponseException;
import com.ibm.cloud.sdk.core.service.exception.UnauthorizedException;
import com.ibm.cloud.sdk.core.util.ResponseConverterUtils;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.api.Api;
import io.breakwater.api.TestServer;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.registry.namespaces.NamespaceState;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The core of the original service's SDKs for Java: what it makes of tokens and errors.
class SdkCoreTest {
  @TempDir Path folder;
  private TestServer server;
  private String address;
  private String key;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(folder, Api.Options.of("test"), (routes, audit) -> add(routes));
    address = "http://127.0.0.1:" + server.port();
    key = server.key("robin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void add(GuardedRoutes routes) {
    routes.namespaces(
        "GET",
        "/api/v1/t",
        Action.NAMESPACE_LIST,
        (_, response, call) ->
            response.json(
                json -> {
                  json.writeStartArray();
                  call.namespaces().stream().map(NamespaceState::name).forEach(json::writeString);
                  json.writeEndArray();
                }));
    routes.image("GET", "/va/api/v4/t/{+image...}", Action.IMAGE_INSPECT, (_, _, _) -> {});
  }

  private static final class Service extends BaseService {
    Service(Authenticator authenticator, String address) {
      super("test", authenticator);
      setServiceUrl(address);
    }

    List<String> names(String account) {
      var url = HttpUrl.get(URI.create(getServiceUrl() + "/api/v1/t"));
      var request = RequestBuilder.get(url).header("Account", account);
      return createServiceCall(
              request.build(),
              ResponseConverterUtils.<List<String>>getValue(
                  new TypeToken<List<String>>() {}.getType()))
          .execute()
          .getResult();
    }

    void image(String name) {
      var url =
          RequestBuilder.resolveRequestUrl(
              getServiceUrl(), "/va/api/v4/t/{image}", Map.of("image", name));
      createServiceCall(RequestBuilder.get(url).build(), ResponseConverterUtils.getVoid())
          .execute();
    }
  }

  private IamAuthenticator iam(String apiKey) {
    return new IamAuthenticator.Builder().apikey(apiKey).url(address).build();
  }

  @Test
  void aTokenIsFetchedForAnApiKey() {
    var token = iam(key).requestToken();
    assertThat(token.getException()).isNull();
    assertThat(token.getTokenType()).isEqualTo("Bearer");
    assertThat(token.getExpiresIn()).isEqualTo(1200);
    assertThat(Instant.ofEpochSecond(token.getExpiration()))
        .isBetween(Instant.now().plusSeconds(1000), Instant.now().plusSeconds(1210));
    assertThat(token.getRefreshToken()).isNotEmpty();
    assertThat(token.isTokenValid()).isTrue();
  }

  @Test
  void callsAreMadeWithTokensAndWithBasic() {
    assertThat(new Service(iam(key), address).names("acme")).containsExactly("birds");
    var basic = new BasicAuthenticator.Builder().username("iamapikey").password(key).build();
    assertThat(new Service(basic, address).names("acme")).containsExactly("birds");
  }

  @Test
  void whatIsRefusedIsToldInWords() {
    var service = new Service(iam(key), address);
    assertThatThrownBy(() -> service.names("other"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no account other that you may see");
    assertThatThrownBy(() -> service.image("fish/cod:1"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no namespace fish that you may see");
    var basic = new BasicAuthenticator.Builder().username("robin").password("wrong").build();
    assertThatThrownBy(() -> new Service(basic, address).names("acme"))
        .isInstanceOf(UnauthorizedException.class)
        .hasMessageContaining("wrong name or password");
  }

  @Test
  void aKeyThatIsNoneIsToldToBeNone() {
    var none = ApiKey.generate(new SecureRandom()).reveal();
    assertThatThrownBy(() -> new Service(iam(none), address).names("acme"))
        .isInstanceOf(ServiceResponseException.class)
        .hasMessage("there is no such API key");
  }
}
