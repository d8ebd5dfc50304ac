using AspNetChat;
using Gratis.Hosting;
using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

// AspNetChat                                                            every provider whose key is in the environment
// AspNetChat --Gratis:Url URL --Gratis:Model MODEL [--Gratis:Key KEY]   an OpenAI-compatible endpoint of your own
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Functions>();
builder.Services.AddGratis((options, services) => services.GetRequiredService<IConfiguration>().GetSection("Gratis").Get<OneProvider>()?.AddTo(options));
builder.Services.AddSingleton<IChatClient>(services => new FunctionInvokingClient(services.GetRequiredService<GratisClient>()));

var app = builder.Build();
app.UseFileServer();
app.MapPost("/chat", ChatEndpoint.Answer);
app.Run();
