using Gratis.Gateway.Commands;

return await GratisCommand.InvokeAsync(args);
